import { expect, it } from '@jest/globals'
import { wrongInput } from '../../src/bake/wrong-input.ts'

const nothing = { set: [], targets: [], vars: [], provenance: '', sbom: '' }
const form = / Write TARGET\.FIELD=VALUE, such as app\.args\.VERSION=1 or /

// The errors are those of buildx v0.15.1, v0.36.1 and v0.38.2.
it.each([
  [
    "could not find any target matching 'nope'",
    { set: ['nope.args.X=1'] },
    /^set: no target matches "nope" \(could/,
  ],
  [
    "could not match targets with '[': syntax error in pattern",
    { set: ['[.tags=1'] },
    /^set: no target matches "\["/,
  ],
  [
    'could not find any target matching "nope-*"',
    { targets: ['app', 'nope-*'] },
    /^targets: nothing matches "nope-\*" \(could/,
  ],
  ['invalid override key app, expected target.name', { set: ['app'] }, form],
  ['invalid override app.tags, expected target.name=value', { set: ['app.tags'] }, form],
  ['invalid key app.args, args requires name', { set: ['app.args=1'] }, form],
  ['invalid key app.args, arg requires name', { set: ['app.args=1'] }, form],
  ['invalid key *.context.x, context does not support subkeys', { set: ['*.context.x=1'] }, form],
  ['labels require name', { set: ['app.labels=x'] }, form],
  [
    'invalid format for extra-hosts, expecting extra-hosts.<hostname>=<ip>',
    { set: ['app.extra-hosts=x'] },
    /^set: invalid format for extra-hosts/,
  ],
  [
    'unknown key: VERSION',
    { set: ['app.VERSION=1'] },
    /^set: this buildx knows no field "VERSION" .*app\.args\.VERSION/,
  ],
  ['unknown key: tags+', { set: ['app.tags+=a'] }, /^set: \+= needs buildx v0\.22\.0 or newer/],
  [
    'invalid value maybe for boolean key no-cache',
    { set: ['app.no-cache=maybe'] },
    /^set: invalid value maybe for boolean key no-cache\./,
  ],
  ['invalid value x for membytes key shm-size', { set: ['app.shm-size=x'] }, /^set: invalid/],
  [
    '"foo/bar/baz/q": cannot parse platform specifier: invalid argument',
    { set: ['app.platform=foo/bar/baz/q'] },
    /^set: "foo/,
  ],
  ['type required form> "type="', { set: ['app.cache-from=type='] }, /^set: type required/],
  ['type required for "type="', { set: ['app.cache-to=type='] }, /^set: type required/],
  ['type is required for output', { set: ['app.output=type='] }, /^set: type is required/],
  [
    'invalid value abc for int64 key resources.cpu-shares',
    { set: ['app.resources.cpu-shares=abc'] },
    /^set: invalid value abc/,
  ],
  [
    'secret "x" must be declared before it can be overridden',
    { set: ['app.secret.x=1'] },
    /^set: secret "x"/,
  ],
  ['invalid value for attest: invalid value foo', { set: ['app.attest=foo'] }, /^set: invalid v/],
  ['invalid value for attest: invalid value foo', { sbom: 'foo' }, /^sbom: .*Write true, false or/],
  ['invalid value foo', { provenance: 'mode=max,foo' }, /^provenance: invalid value foo\./],
  [
    "invalid value for outputs: unexpected key 'foo' in 'foo=bar'",
    { set: ['app.secrets=foo=bar'] },
    /^set: invalid value for outputs: unexpected key 'foo'/,
  ],
  ['invalid variable "TAG", expected key=value', { vars: ['TAG'] }, /^vars: .* Write NAME=VALUE/],
  ['invalid variable "=1", key is empty', { vars: ['=1'] }, /^vars: invalid variable "=1"/],
  [
    'a.hcl:1,14-14: Invalid value; failed to parse N as number: strconv.ParseFloat: parsing "abc"',
    { vars: ['N=abc'] },
    /^vars: N gets a value that is no number \(a\.hcl:1,14/,
  ],
  [
    'unknown entitlement key "network.hosts"',
    {},
    /^allow: this buildx knows no entitlement "network\.hosts" .* Write network\.host, /,
  ],
])('finds the input with the mistake: %s %j', (error, asked, message) => {
  expect(wrongInput(error, { ...nothing, ...asked }, 'targets')?.message).toMatch(message)
})

it.each([
  ["could not find any target matching 'nope'", { set: ['app.args.X=1'] }],
  ['could not find any target matching "nope-*"', { targets: ['app'] }],
  ['unknown key: VERSION', { set: ['app.args.VERSION=1'] }],
  ['invalid value x for membytes key shm-size', { set: ['app.tags=x'] }],
  ['invalid value for attest: invalid value foo', { sbom: 'true' }],
  ['invalid value for outputs: type required', { set: ['app.tags=x'] }],
  ['a.hcl:1,14-14: Invalid value; failed to parse N as number: x', { vars: ['NO=1'] }],
  ['type is required for output', { set: ['app.tags=x'] }],
  ['failed to find target nope', { targets: ['nope'] }],
])('blames no input for %s with %j', (error, asked) => {
  expect(wrongInput(error, { ...nothing, ...asked }, 'targets')).toBeUndefined()
})
