// Preloaded into the action: records which modules are loaded when it starts each buildx command.
import childProcess from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { registerHooks, syncBuiltinESMExports } from 'node:module'

const loaded = new Set()
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
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
  const line = JSON.stringify({ command: args[0], urls: [...loaded] })
  appendFileSync(process.env.START_UP_FILE, `${line}\n`)
  return spawn(file, args, ...rest)
}
syncBuiltinESMExports()
