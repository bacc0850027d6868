package static

import "embed"

// files is every style sheet, script and font; the names of vendored ones carry no version, SHA256SUMS holds their bytes.
//
//go:embed css img js vendor
var files embed.FS
