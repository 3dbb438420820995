/* The preview's own files, which are compiled into the program: nothing of them
 * stands beside the publications. */
#ifndef EVERYREAD_PREVIEW_ASSETS_H
#define EVERYREAD_PREVIEW_ASSETS_H

#include "base/str.h"

struct str assets_script(void);      /* preview.js, in every page */
struct str assets_beside(void);      /* beside.html: a page and its PDF */
struct str assets_beside_code(void); /* beside.js */
struct str assets_style(void); /* preview.css, of the preview's own pages */

#endif
