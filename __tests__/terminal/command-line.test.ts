import { describe, expect, it } from '@jest/globals'
import { parseCommandLine } from '../../src/terminal/command-line.ts'

const parse = (...args: string[]) => {
  const { command, inputs, options } = parseCommandLine(args)
  return { command, inputs: Object.fromEntries(inputs), options: Object.fromEntries(options) }
}

describe('parseCommandLine', () => {
  it.each<[string[], unknown, unknown]>([
    [['build'], {}, {}],
    [['build', '.'], { context: '.' }, {}],
    [['build', '-'], { context: '-' }, {}],
    [['build', '--context', 'app'], { context: 'app' }, {}],
    [['build', '--file=a=b'], { file: 'a=b' }, {}],
    [['build', '-t', 'a', '-t', 'b', '-f', 'D'], { tags: 'a\nb', file: 'D' }, {}],
    [
      ['build', '--build-args', 'A=1\nB=2', '--build-args', 'C=3'],
      { 'build-args': 'A=1\nB=2\nC=3' },
      {},
    ],
    [['build', '--pull', '.'], { pull: 'true', context: '.' }, {}],
    [['build', '--no-cache=false'], { 'no-cache': 'false' }, {}],
    [['build', '--provenance', 'mode=max'], { provenance: 'mode=max' }, {}],
    [['build', '--report', 'r.json', '--debug'], {}, { report: 'r.json', debug: 'true' }],
    [['build', '--outputs', 'build.env'], {}, { outputs: 'build.env' }],
    [['bake', '--dotenv=build.env'], {}, { outputs: 'build.env' }],
    [['build', '-o', 'out', '--output', 'type=oci'], { outputs: 'out\ntype=oci' }, {}],
    [['build', '--outputs=dest=out,type=local'], { outputs: 'dest=out,type=local' }, {}],
    [
      ['build', '--outputs', 'type=local,dest=out', '--outputs', 'build.env'],
      { outputs: 'type=local,dest=out' },
      { outputs: 'build.env' },
    ],
    [['build', '--tags', ''], { tags: '' }, {}],
    [['bake', '-f', 'a.hcl', 'app', 'tool'], { files: 'a.hcl', targets: 'app\ntool' }, {}],
    [['bake', '--push', '--jobs', 'defer-error'], { push: 'true', jobs: 'defer-error' }, {}],
    [['doctor', 'tcp://a:1', '--json'], { endpoint: 'tcp://a:1' }, { json: 'true' }],
    [['env', '--remove'], {}, { remove: 'true' }],
    [['--help'], {}, { help: 'true' }],
    [[], {}, {}],
  ])('reads %j', (args, inputs, options) => {
    const [command] = args.filter((arg) => !arg.startsWith('-'))
    expect(parse(...args)).toEqual({ command, inputs, options })
  })

  it.each([
    [['bild'], 'There is no command "bild". Use build, bake, doctor, env, trends.'],
    [['build', '--file'], '--file needs a value.'],
    [['build', '--file', 'a', '--file', 'b'], '--file is given twice.'],
    [['build', 'a', 'b'], 'There is one context too many.'],
    [['build', 'a', '--context', 'b'], '--context is given twice.'],
    [['doctor', 'tcp://a:1', 'x'], 'There is one endpoint too many.'],
    [['build', '--endpont', 'x'], 'There is no option --endpont. Did you mean --endpoint?'],
    [['build', '--reprot', 'x'], 'There is no option --reprot. Did you mean --report?'],
    [['build', '--outputs', 'a', '--dotenv', 'b'], '--dotenv is given twice.'],
    [['bake', '--output', 'x'], '--output is not an option of bake.'],
    [['build', '--tag', 'x'], '--tag is called --tags here. Write --tags instead.'],
    [['build', '--no_cache'], '--no_cache is called --no-cache here.'],
    [['build', '-x'], /^There is no option -x\.$/],
    [['build', '--append', 'x'], /^There is no option --append\.$/],
    [['build', '--json'], '--json is not an option of build.'],
    [['doctor', '--tags', 'x'], '--tags is not an option of doctor.'],
    [['build', '--files', 'x'], '--files is not an option of build.'],
    [['bake', '--tags', 'x'], '--tags is not an option of bake.'],
    [['env', '--report', 'x'], '--report is not an option of env.'],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message)
  })

  it('shows no value of an option, which may be a secret', () => {
    for (const args of [
      ['build', 'a', 's3cret'],
      ['build', '--keys', 's3cret'],
      ['build', '--keys=s3cret'],
    ]) {
      expect(() => parse(...args)).toThrow(expect.not.stringContaining('s3cret'))
    }
  })
})
