// pack.mjs FILE...: prints a JSON object of each file's name and its module, in one piece with all that it imports, and without comments,
// blanks and long names.

import { build } from 'esbuild';
import { minify } from 'terser';

/** @param {string} file */
async function pack(file) {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, format: 'esm', target: 'esnext', write: false, logLevel: 'error' });
  const { code } = await minify(outputFiles[0].text, { module: true, compress: { passes: 2 }, mangle: true });
  return [file, code ?? ''];
}

process.stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(process.argv.slice(2).map(pack)))));
