// Package ui is what all rooms of the site share: the page's frame, the drawn diagram, and the one way in
// which a handler answers or fails.
//
// A handler returns an error instead of writing one; [Adapt] turns it into a page or JSON with the right
// status. Pages are rendered into memory first, so that a failure half way never leaves half a page.
package ui
