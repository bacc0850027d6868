-- +goose Up
CREATE TABLE learners (
  id         TEXT PRIMARY KEY,          -- random; never the cookie's secret nor derived from it
  created_at INTEGER NOT NULL           -- microseconds since 1970, UTC
);

CREATE TABLE secrets (
  hash       TEXT PRIMARY KEY,          -- SHA-256 of the cookie's secret, in hex
  learner    TEXT NOT NULL REFERENCES learners(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL
);
CREATE INDEX secrets_by_learner ON secrets(learner);

CREATE TABLE links (
  learner    TEXT PRIMARY KEY REFERENCES learners(id) ON DELETE CASCADE,
  code       TEXT NOT NULL UNIQUE,      -- the personal link's code: random, shown to the learner
  created_at INTEGER NOT NULL
);

CREATE TABLE writes (
  learner    TEXT NOT NULL REFERENCES learners(id) ON DELETE CASCADE,
  write_key  TEXT NOT NULL,             -- made by the client; the same key again is the same write
  answer     TEXT NOT NULL,             -- what the write was answered with, as JSON
  written_at INTEGER NOT NULL,
  PRIMARY KEY (learner, write_key)
);

CREATE TABLE draft_versions (
  learner    TEXT NOT NULL REFERENCES learners(id) ON DELETE CASCADE,
  task       INTEGER NOT NULL,          -- task number
  field      TEXT NOT NULL,             -- field id
  rev        INTEGER NOT NULL,          -- counts the versions of this field, from 1
  value      TEXT NOT NULL,             -- the field's answer as JSON; null clears it
  base       INTEGER NOT NULL,          -- rev that this version was based on; 0: none
  current    INTEGER NOT NULL,          -- 1: the draft shows it; 0: superseded; 2: another version, offered beside
  saved_at   INTEGER NOT NULL,
  PRIMARY KEY (learner, task, field, rev)
);

CREATE TABLE attempts (
  id         TEXT PRIMARY KEY,          -- random
  learner    TEXT NOT NULL REFERENCES learners(id) ON DELETE CASCADE,
  sequence   INTEGER NOT NULL,          -- counts the learner's attempts of all tasks, from 1
  task       INTEGER NOT NULL,
  answers    TEXT NOT NULL,             -- as JSON
  report     TEXT NOT NULL,             -- as it was judged then, as JSON
  passed     INTEGER NOT NULL,          -- 0 or 1
  met        INTEGER NOT NULL,          -- criteria met
  missing    INTEGER NOT NULL,          -- criteria missing
  unsure     INTEGER NOT NULL,          -- criteria not sure
  content    TEXT NOT NULL,             -- hash of the task's folder
  checker    TEXT NOT NULL,             -- version of the checker
  saved_at   INTEGER NOT NULL
);
CREATE UNIQUE INDEX attempts_by_learner ON attempts(learner, sequence);
CREATE INDEX attempts_by_task ON attempts(learner, task, sequence);

CREATE TABLE marks (
  id         TEXT PRIMARY KEY,
  attempt    TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
  criterion  TEXT NOT NULL,
  kind       TEXT NOT NULL,             -- confirmed, self or disagreed
  note       TEXT NOT NULL,
  saved_at   INTEGER NOT NULL
);
CREATE INDEX marks_by_attempt ON marks(attempt, saved_at);

CREATE TABLE proofs (
  id         TEXT PRIMARY KEY,
  attempt    TEXT NOT NULL REFERENCES attempts(id) ON DELETE CASCADE,
  run        TEXT NOT NULL,             -- scenario?parameters
  proven     INTEGER NOT NULL,          -- 0 or 1
  held       INTEGER NOT NULL,          -- seeds on which the fix held
  seeds      INTEGER NOT NULL,          -- seeds that were run
  says       TEXT NOT NULL,             -- one sentence on what happened
  saved_at   INTEGER NOT NULL
);
CREATE INDEX proofs_by_attempt ON proofs(attempt, saved_at);

CREATE TABLE helps (
  learner    TEXT NOT NULL REFERENCES learners(id) ON DELETE CASCADE,
  task       INTEGER NOT NULL,
  kind       TEXT NOT NULL,             -- hint or model
  step       INTEGER NOT NULL,          -- which hint, from 1; 0 for the model answer
  seen_at    INTEGER NOT NULL,
  PRIMARY KEY (learner, task, kind, step)
);

CREATE TABLE lesson_checks (
  id         TEXT PRIMARY KEY,
  learner    TEXT NOT NULL REFERENCES learners(id) ON DELETE CASCADE,
  lesson     TEXT NOT NULL,             -- slug
  answers    TEXT NOT NULL,             -- question -> choice, as JSON
  right_ones INTEGER NOT NULL,
  questions  INTEGER NOT NULL,
  saved_at   INTEGER NOT NULL
);
CREATE INDEX lesson_checks_by_learner ON lesson_checks(learner, saved_at);

CREATE TABLE clock (
  only       INTEGER PRIMARY KEY CHECK (only = 1),
  last_write INTEGER NOT NULL           -- when anything was last written: restore compares it
);
INSERT INTO clock (only, last_write) VALUES (1, 0);

-- +goose Down
DROP TABLE clock;
DROP TABLE lesson_checks;
DROP TABLE helps;
DROP TABLE proofs;
DROP TABLE marks;
DROP TABLE attempts;
DROP TABLE draft_versions;
DROP TABLE writes;
DROP TABLE links;
DROP TABLE secrets;
DROP TABLE learners;
