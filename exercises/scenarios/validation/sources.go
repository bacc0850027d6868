package validation

// Who says what is expected.

func kleinrock(where string) Source {
	return Source{"L. Kleinrock", "Queueing Systems, Volume 1: Theory", 1975, where}
}

func derived(where string) Source {
	return Source{"Arrowbook", "Derived here from the model's own assumptions", 2026, where}
}

func reliability(where string) Source {
	return Source{"R. E. Barlow and F. Proschan", "Statistical Theory of Reliability and Life Testing", 1975, where}
}

func hotOS(where string) Source {
	return Source{"N. Bronson, A. Aghayev, A. Charapko and T. Zhu", "Metastable Failures in Distributed Systems (HotOS)", 2021, where}
}

func siteReliability(chapter string) Source {
	return Source{"B. Beyer, C. Jones, J. Petoff and N. R. Murphy (eds.)", "Site Reliability Engineering", 2016, chapter}
}

func renewal(where string) Source {
	return Source{"D. R. Cox", "Renewal Theory", 1962, where}
}

var (
	erlang = Source{"A. K. Erlang", "Solution of some Problems in the Theory of Probabilities of Significance in Automatic Telephone Exchanges", 1917, "the C formula; B by its recursion"}
	little = Source{"J. D. C. Little", "A Proof for the Queuing Formula: L = λW (Operations Research 9)", 1961, "the theorem"}
)

// fromEmpty is why a mean over a run from an empty start may be low.
const fromEmpty = "The run starts with an empty line, so its first waits are short: at most this much of the mean."
