// Package storage keeps what learners wrote, in one SQLite file.
//
// There is one writer: every write stands in a bounded line, many are committed together, and none is
// answered before the commit is synced to disk. Readers use connections of their own and never wait for
// the writer. The package knows no page, no task text and no report: a report is JSON beside the columns
// that are asked for.
//
// Tables: learners and their secrets; drafts with every version; attempts, which are only ever appended,
// with their marks and proofs; help seen; lesson checks; the keys of writes, so that the same write sent
// twice is one row. Times are whole microseconds since 1970, UTC.
package storage
