/* pdf/: what is relied on of libharu beyond its manual. A library that differs
 * fails here, by name, and not in somebody's publication. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/objects.h"
#include "pdf/objects_private.h"
#include "unit/unit.h"

static int set_up(void **state)
{
	struct pdf_objects *objects = calloc(1, sizeof *objects);
	struct error error = { 0 };
	*state = objects;
	return objects && pdf_objects_open(objects, &error) ? 0 : -1;
}

static int tear_down(void **state)
{
	pdf_objects_close(*state);
	free(*state);
	return 0;
}

/* The fields that are read have the types that they are read as. */
static void test_fields(void **state)
{
	HPDF_Doc document = objects_document(*state);
	(void)state;
	_Static_assert(_Generic(document->xref, HPDF_Xref : 1, default : 0),
		       "xref");
	_Static_assert(_Generic(document->catalog, HPDF_Dict : 1, default : 0),
		       "catalog");
	_Static_assert(_Generic(document->info, HPDF_Dict : 1, default : 0),
		       "info");
	_Static_assert(
		_Generic(document->xref->entries, HPDF_List : 1, default : 0),
		"entries");
	_Static_assert(_Generic(((HPDF_PageAttr)0)->contents, HPDF_Dict : 1,
				default : 0),
		       "contents");
	assert_string_equal(HPDF_GetVersion(), HPDF_VERSION_TEXT);
	assert_int_equal(document->sig_bytes, HPDF_SIG_BYTES);
}

/* The table has no holes: an object's number is its index. */
static void test_numbers(void **state)
{
	struct pdf_objects *objects = *state;
	HPDF_Xref xref = objects_document(objects)->xref;
	size_t before = xref->entries->count;
	for (unsigned i = 0; i < 1000; i++) {
		pdf_id id = pdf_objects_reserve(objects);
		assert_int_equal(id, before + i);
		assert_int_equal(
			object_number(HPDF_Xref_GetEntry(xref, id)->obj), id);
		assert_non_null(pdf_objects_record(objects, id));
	}
	assert_int_equal(xref->entries->count, before + 1000);
	for (size_t i = 1; i < before; i++) {
		void *object = HPDF_Xref_GetEntry(xref, i)->obj;
		assert_int_equal(object_number(object), i);
		assert_null(pdf_objects_record(objects, (pdf_id)i));
	}
}

/* A page has a content stream and that stream's length, each an object with a
 * number of its own, which we take over. */
static void test_page(void **state)
{
	struct pdf_objects *objects = *state;
	HPDF_Xref xref = objects_document(objects)->xref;
	pdf_id page, contents;
	pdf_objects_add_page(objects, 595000, 842000, &page, &contents);
	assert_true(pdf_objects_ok(objects));
	assert_int_not_equal(page, 0);
	assert_int_not_equal(contents, 0);
	assert_null(pdf_objects_record(objects, page));
	assert_non_null(pdf_objects_record(objects, contents));
	HPDF_Dict dictionary = HPDF_Xref_GetEntry(xref, page)->obj;
	assert_null(
		HPDF_Dict_GetItem(dictionary, "Resources", HPDF_OCLASS_DICT));
	size_t count = xref->entries->count;
	pdf_id spare = pdf_objects_reserve(objects); /* the length's number */
	assert_int_equal(xref->entries->count, count);
	assert_int_not_equal(spare, contents);
	assert_true(spare > page && spare < count);
}

/* A reference to one of our objects is written as its number. */
static void test_reference(void **state)
{
	struct pdf_objects *objects = *state;
	struct buffer out = BUFFER_INITIALISER;
	struct error error = { 0 };
	struct pdf_head head = { .version = "1.7" };
	pdf_id id = pdf_objects_reserve(objects), page, contents;
	pdf_objects_add_page(objects, 100000, 100000, &page, &contents);
	pdf_objects_set_stream(objects, contents, STR(""), STR("q Q"), false);
	pdf_objects_set_stream(objects, id, STR(""), STR("words of ours"),
			       false);
	pdf_objects_set_page_reference(objects, 0, "Words", id);
	assert_true(pdf_objects_write(objects, &head, &out, &error));
	buffer_append_byte(&out, '\0');
	char start[32];
	snprintf(start, sizeof start, "\n%u 0 obj\n<</Length 13>>", id);
	/* from the header's line on, which holds no NUL */
	assert_non_null(strstr(out.bytes, start));
	assert_non_null(strstr(out.bytes, "words of ours"));
	buffer_release(&out);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_numbers, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_page, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_reference, set_up, tear_down),
};
UNIT_FILE(tests, NULL, NULL)
