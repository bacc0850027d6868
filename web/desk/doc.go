// Package desk is the learner's own room: how far they are, the link that carries their work to another
// browser, everything kept about them, and its removal.
package desk
