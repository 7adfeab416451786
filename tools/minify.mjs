// minify.mjs FILE...: prints a JSON object of each file's name and its script without comments, blanks and long names.
// All of them are modules.

import { readFileSync } from 'node:fs';

import { minify } from 'terser';

/** @type {Record<string, string>} */
const minified = {};
for (const file of process.argv.slice(2)) {
  const { code } = await minify(readFileSync(file, 'utf8'), { module: true, compress: { passes: 2 }, mangle: true });
  minified[file] = code ?? '';
}
process.stdout.write(JSON.stringify(minified));
