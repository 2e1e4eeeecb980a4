import { runProgram } from './terminal/run-program.ts'

process.exitCode = await runProgram(process.argv.slice(2), process.env, undefined)
process.exit()
