/* The words of a document in tests that open no locale. */
#ifndef EVERYREAD_TESTS_WORDS_FIXTURE_H
#define EVERYREAD_TESTS_WORDS_FIXTURE_H

#include "document/document.h"

/* At the level of the file alone: the pieces live as long as the program. */
#define PHRASE(before, after) \
	{ \
		(const struct str[]){ { "" before, sizeof(before) - 1 }, \
				      { "" after, sizeof(after) - 1 } }, \
			2 \
	}

static const struct document_words fixture_words = {
	.contents = "Contents",
	.figure = PHRASE("Figure ", ""),
	.table = PHRASE("Table ", ""),
	.note = PHRASE("Note ", ""),
	.back_to_text = PHRASE("Back to the text, note ", ""),
	.page = PHRASE("Page ", ""),
	.on_page = PHRASE(" (page ", ")"),
	.notes = "Notes",
	.case_study = "Case study",
	.invented = "Invented",
	.description = "Description",
	.picture = "Picture",
	.figure_data = "Numbers",
	.task_open = "To do",
	.task_done = "Done",
	.quote_open = "“",
	.quote_close = "”",
	.source = PHRASE("— ", ""),
	.remark = PHRASE(" (", ")"),
	.colon = ": ",
	.alert_note = "Note",
	.alert_tip = "Tip",
	.alert_important = "Important",
	.alert_warning = "Warning",
	.alert_caution = "Caution",
	.key_finding = "Key finding",
	.skip_to_content = "Skip",
	.zero_digit = "0",
	.list_separator = ", ",
	.hidden_mark = "[c]",
};

#endif
