// A small project in two languages, for tests that edit it; and the program
// that serves or watches it.
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const root = path.resolve(__dirname, '../..');
const installed = createRequire(path.join(root, 'build/node/package.json'));

const PUBLICATION = `identifier: small
title: { en: Small report, ar: تقرير صغير }
publisher: { en: A publisher, ar: ناشر }
issued: 2026-11-01
languages: { en: en-GB, ar: ar }
landing: landing.md
editions:
  - id: report
    profile: standard
    title: { en: Report, ar: تقرير }
    source: report
    contents: true
    formats: [html, pdf, text]
  - id: summary
    profile: standard
    title: { en: Summary, ar: ملخص }
    source: summary.md
    formats: [html, pdf]
`;

const paragraphs = (word, count) => Array.from({ length: count },
  (_, i) => `Paragraph ${i + 1} of ${word}, which is long enough to be broken into two lines at least on a narrow page.`)
  .join('\n\n');

function make(folder) {
  const write = (name, text) => {
    const file = path.join(folder, 'content/small', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  fs.rmSync(folder, { recursive: true, force: true });
  write('publication.yaml', PUBLICATION);
  for (const language of ['en', 'ar']) {
    write(`${language}/landing.md`, `# Small report\n\nFront page in ${language}.\n`);
    write(`${language}/summary.md`, `# Summary\n\nShort, in ${language}.\n`);
    write(`${language}/report/01-first.md`, `# First chapter\n\n${paragraphs('the first', 30)}\n`);
    write(`${language}/report/02-second.md`,
      `# Second chapter\n\nSee [the summary](https://example.org/).\n\n${paragraphs('the second', 30)}\n`);
  }
  fs.cpSync(path.join(root, 'templates'), path.join(folder, 'templates'), { recursive: true });
  return folder;
}

// Starts `everyread COMMAND` in the folder. `lines` grows; wait(pattern) is
// when a line after the last one waited for has it.
function start(program, folder, words) {
  const child = spawn(path.resolve(root, program), [...words, '--templates', 'templates', '--fonts', path.join(root, 'fonts')],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const run = { child, text: '', from: 0, waiting: [] };
  const look = () => {
    run.waiting = run.waiting.filter((each) => {
      const found = run.text.slice(run.from).match(each.pattern);
      if (!found) return true;
      run.from += found.index + found[0].length;
      each.resolve(found);
      return false;
    });
  };
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text) => {
    run.text += text;
    look();
  });
  run.ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  run.wait = (pattern, seconds = 30) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no line like ${pattern} in\n${run.text.slice(-2000)}`)), seconds * 1000);
    run.waiting.push({ pattern, resolve: (found) => { clearTimeout(timer); resolve(found); } });
    look();
  });
  return run;
}

// The port, once the first build is over.
async function serve(program, folder, words = []) {
  const run = start(program, folder, ['serve', ...words]);
  run.port = Number((await run.wait(/http:\/\/127\.0\.0\.1:(\d+)\//))[1]);
  await run.wait(/built in/);
  return run;
}

function launch() {
  const { chromium } = installed('playwright-core');
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// Checks are counted; the first words say what does not hold.
function checker() {
  const tally = { passed: 0, failed: 0 };
  tally.that = (holds, words) => {
    if (holds) tally.passed++;
    else {
      tally.failed++;
      console.log(words);
    }
  };
  tally.end = () => {
    console.log(`${tally.passed} passed, ${tally.failed} failed`);
    process.exitCode = tally.failed || !tally.passed ? 1 : 0;
  };
  return tally;
}

module.exports = { root, installed, make, start, serve, launch, checker };
