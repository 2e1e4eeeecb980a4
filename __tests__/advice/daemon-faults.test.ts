import { expect, it } from '@jest/globals'
import { unknownAdvisories } from '../../script/update-daemon-faults.ts'
import { daemonFaults, daemonWarning } from '../../src/advice/daemon-faults.ts'

it.each([
  [
    'v0.32.2',
    /registry cache|not what their digests say.* and 1 more known fault\. .*v0\.33\.1 or newer/,
  ],
  [
    'v0.33.0',
    /not what their digests say \(moby\/buildkit GHSA-p3rc-w3hc-pqvv, GHSA-f2v9-hprr-32q3\)\. v0\.33\.1/,
  ],
  ['v0.12.5', /and 5 more known faults/],
  ['v0.9.3', /and 7 more known faults/],
])('%s has known faults', (version, words) => {
  expect(daemonWarning(version)).toMatch(words)
})

it.each(['v0.33.1', 'v0.34.2', 'v1.0.0', 'v0.33.1-rc1', 'unknown', '', 'v0.0.0+unknown'])(
  '%s has none, or is no release',
  (version) => {
    expect(daemonWarning(version)).toBeUndefined()
  },
)

it('lists the newest fault first, each with a source', () => {
  const order = (version: string) =>
    version
      .slice(1)
      .split('.')
      .reduce((sum, part) => sum * 1000 + Number(part), 0)
  const versions = daemonFaults.map(({ fixedIn }) => order(fixedIn))
  expect(versions).toEqual(versions.toSorted((a, b) => b - a))
  for (const { sources } of daemonFaults) {
    for (const source of sources) expect(source).toMatch(/^(?:GHSA(?:-[a-z0-9]{4}){3}|#\d+)$/)
  }
})

it('finds the advisories that the table does not have', () => {
  const advisory = (id: string) => ({
    ...{ ghsa_id: id, summary: 'It is so', html_url: `https://example.com/${id}` },
    vulnerabilities: [{ patched_versions: '0.40.0' }],
  })
  expect(
    unknownAdvisories([advisory('GHSA-p3rc-w3hc-pqvv'), advisory('GHSA-aaaa-bbbb-cccc')]),
  ).toEqual([
    'GHSA-aaaa-bbbb-cccc, fixed in 0.40.0: It is so (https://example.com/GHSA-aaaa-bbbb-cccc)',
  ])
})
