/* Calling check/ with what it does not know: comments, templates, entries. */
#include "commands/writing.h"

#include "check/check.h"

void writing_check(struct work *work, const struct silence_texts *texts)
{
	struct check_options options = {
		.tells_style = work->tells_style,
		.is_silenced = silence_holds,
		.is_written = silence_is_written,
		.context = (void *)(uintptr_t)texts,
	};
	check_document(&work->document, &options, &work->chapters,
		       &work->diagnostics);
}

static void check_data(const struct schema *schema,
		       const struct field_data *data, const char *language,
		       struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		bool is_words = field->type == SCHEMA_TEXT ||
				field->type == SCHEMA_MARKDOWN;
		for (size_t j = 0; j < data[i].count; j++) {
			const struct datum *datum = &data[i].items[j];
			if (is_words)
				check_value(str_from(datum->text), language,
					    datum->place, diagnostics);
			else if (field->type == SCHEMA_RECORD)
				check_data(field->record, datum->record,
					   language, diagnostics);
		}
	}
}

void writing_check_data(const struct publication *publication,
			struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < publication->collection_count; i++)
		for (size_t j = 0; j < publication->language_count; j++) {
			const struct collection *collection =
				&publication->collections[i];
			const struct collection_text *text =
				&collection->texts[j];
			diagnostics->language =
				j ? publication->languages[j].folder : NULL;
			for (size_t k = 0; k < text->count; k++)
				if (text->entries[k].data)
					check_data(collection->schema,
						   text->entries[k].data,
						   publication->languages[j]
							   .locale,
						   diagnostics);
			diagnostics->language = NULL;
		}
}
