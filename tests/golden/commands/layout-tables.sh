# Tables that only place things (W018): one cell, one row of texts; and near misses:
# a column of several, two short columns, two rows of texts, one long cell, one
# silenced. Chinese has no spaces to count words by.
. "$ROOT/tests/golden/commands/press.subr"
long=$(printf 'word %.0s' $(seq 40))
short=$(printf 'word %.0s' $(seq 39))
put content/rain/publication.yaml <<-'END'
	languages: {en: en-GB}
	title: Rain
	publisher: Press
	issued: 2026-03-01
	editions:
	  - {id: text, title: Text, source: text.md, formats: [html]}
END
put content/rain/en/text.md <<-END
	# Rain

	| Only |
	|--|
	| a |

	| A | B |
	|--|--|
	| $long | $long |

	| 甲 | 乙 |
	|--|--|
	| $(printf '我们等了很久%.0s' $(seq 14)) | $(printf '没有人回答我%.0s' $(seq 14)) |

	Near misses:

	| Only |
	|--|
	| a |
	| b |

	| A | B |
	|--|--|
	| a | b |

	| A | B |
	|--|--|
	| $long | $long |
	| $long | $long |

	| A | B |
	|--|--|
	| $long | $short |

	<!-- everyread allow W018: a form as it is printed -->

	| Only |
	|--|
	| a |
END
everyread check 2>&1 | grep W018
everyread check --strict 2>/dev/null >/dev/null
everyread build
