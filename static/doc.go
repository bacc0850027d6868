// Package static serves the style sheets, scripts and fonts that are built into the program.
//
// Each file is known under a name that carries a hash of its bytes, so that a browser may keep it for a year
// and still never shows an old one: new bytes are a new address. Style sheets name fonts and each other by
// relative paths; those are replaced by the hashed addresses when the assets are first asked for.
package static
