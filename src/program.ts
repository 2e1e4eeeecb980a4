const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(`remote-buildkit needs Node.js 24 or newer, but this is ${process.version}.`)
  // As for any other failure of `env`: a shell evaluates what it prints.
  if (process.argv[2] === 'env') console.log('(exit 1)')
  process.exit(1)
}
const { keeperWord } = await import('./terminal/keeper-word.ts')
const { argv, env } = process
const [, , word, directory] = argv
if (word === keeperWord && directory !== undefined) {
  const { keepTunnel } = await import('./terminal/keeper.ts')
  await keepTunnel(directory, env)
} else {
  const { readGitlabJob } = await import('./gitlab/job.ts')
  const { runProgram } = await import('./terminal/run-program.ts')
  const gitlab = readGitlabJob(env)
  const code = await runProgram(argv.slice(2), env, gitlab && { name: 'GitLab', job: gitlab })
  // A pending download, such as a canceled one, must not hold up the shell.
  process.stdout.write('', () => process.exit(code))
}
