// Finishes bundles, and removes their white space and comments: script/compact.ts DIRECTORY...
//
// Before an action starts buildx, it does little else than compile its own code, and that takes a third less this way.
// Names stay, so that a stack trace can be read. So do webpack's comments that say which package a module is of.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stop, transform } from 'esbuild'

for (const directory of process.argv.slice(2)) {
  for (const name of readdirSync(directory).filter((each) => each.endsWith('.js'))) {
    const file = join(directory, name)
    const bundle = readFileSync(file, 'utf8')
    // ncc replaces `import.meta.url` by a call of `require` with `__filename`. A module that declares its own of these
    // names, made from that URL, would call them before they have a value.
    const located = bundle.replaceAll(
      /\b\w*require\("url"\)\.pathToFileURL\(\w*filename\)/g,
      'require("url").pathToFileURL(__filename)',
    )
    const marked = located.replaceAll(
      /^;?\/\/ ((?:CONCATENATED|EXTERNAL) MODULE: .*\/node_modules\/.*)$/gm,
      '/*! $1 */',
    )
    const { code } = await transform(marked, {
      ...{ minifyWhitespace: true, minifySyntax: true, legalComments: 'inline', target: 'node24' },
      // With one character beyond ASCII, Node keeps two bytes for each.
      charset: 'ascii',
    })
    writeFileSync(file, code)
  }
}
await stop()
