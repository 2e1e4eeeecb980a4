// Preloaded into the action: records which modules are loaded when it loads its second part, and when it starts each
// command of buildx.
import childProcess from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { registerHooks, syncBuiltinESMExports } from 'node:module'

const loaded = new Set()
const record = (event) =>
  appendFileSync(process.env.START_UP_FILE, `${JSON.stringify({ event, urls: [...loaded] })}\n`)

let parts = 0
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    if (resolved.url.startsWith('file:') && !loaded.has(resolved.url)) {
      parts += 1
      if (parts === 2) record('second part')
    }
    loaded.add(resolved.url)
    return resolved
  },
})

const { getBuiltinModule } = process
process.getBuiltinModule = (name) => {
  loaded.add(name)
  return getBuiltinModule(name)
}

const { spawn } = childProcess
childProcess.spawn = (file, args, ...rest) => {
  record(args[0])
  return spawn(file, args, ...rest)
}
syncBuiltinESMExports()
