package ui

// Scripts and styles of every page that a simulation plays on. Those that others hear of come first.
var (
	PlayerScripts = []string{"js/instant.js", "js/ask.js", "js/focus.js", "js/stage.js", "js/ghost.js", "js/draw.js", "js/bet.js", "js/compare.js", "js/swap.js", "js/loop.js", "js/band.js", "js/missions.js", "js/way.js", "js/player.js"}
	PlayerStyles  = []string{"css/player.css", "css/loop.css", "css/spacetime.css", "css/runs.css"}
)
