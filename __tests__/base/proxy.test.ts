import { expect, it } from '@jest/globals'
import { findProxy, nameOfProxy } from '../../src/base/proxy.ts'

const through = 'http://proxy.example.com:3128'
const isDirect = (url: string, list: string) =>
  findProxy(new URL(url), { https_proxy: through, http_proxy: through, NO_PROXY: list }) ===
  undefined

it.each([
  ['https://ca.example.com', 'ca.example.com'],
  ['https://CA.Example.com', 'ca.EXAMPLE.COM'],
  ['https://ca.example.com.', 'ca.example.com'],
  ['https://ca.corp.example.com', 'corp.example.com'],
  ['https://ca.corp.example.com', 'other.com, example.com'],
  ['https://ca.corp.example.com', 'other.com example.com.'],
  ['https://ca.example.com', '.example.com'],
  ['https://example.com', '.example.com'],
  ['https://ca.example.com', '*.example.com'],
  ['https://ca.example.com', '*'],
  ['https://ca.example.com:8443', 'example.com:8443'],
  ['https://ca.example.com', 'example.com:443'],
  ['http://ca.example.com', 'example.com:80'],
  ['https://10.1.2.3', '10.1.2.3'],
  ['https://10.1.2.3:8443', '10.1.2.3:8443'],
  ['https://10.1.2.3', '192.168.0.0/16,10.0.0.0/8'],
  ['https://10.0.0.5', '10.0.0.1-10.0.0.9'],
  ['https://[fd00::1]', 'fd00::1'],
  ['https://[fd00::1]', '[FD00:0:0::1]'],
  ['https://[fd00::1]:8443', '[fd00::1]:8443'],
  ['https://[fd00::1]', 'fd00::/8'],
  ['https://[::ffff:10.1.2.3]', '10.0.0.0/8'],
  ['https://localhost:9000', ''],
  ['https://127.0.0.2:9000', ''],
  ['https://[::1]:9000', ''],
])('%s needs no proxy with NO_PROXY="%s"', (url, list) => {
  expect(isDirect(url, list)).toBe(true)
})

it.each([
  ['https://ca.example.com', ''],
  ['https://ca.example.com', ' , .'],
  ['https://ca.example.com', 'a.ca.example.com,other.com'],
  ['https://badexample.com', 'example.com'],
  ['https://example.com', '*.example.com'],
  ['https://ca.example.com:8443', 'example.com:443'],
  ['http://ca.example.com', 'example.com:443'],
  ['https://11.1.2.3', '10.0.0.0/8,10.1.2.3,1.2.3,.2.3'],
  ['https://10.0.0.10', '10.0.0.1-10.0.0.9'],
  ['https://10.0.0.5', '10.0.0.0/33,10.0.0.9-10.0.0.1'],
  ['https://[fd00::1]', 'fe00::/8,[fd00::2],[fd00::1]:8443'],
  ['https://10.example.com', '10.0.0.0/8'],
])('%s needs the proxy with NO_PROXY="%s"', (url, list) => {
  expect(isDirect(url, list)).toBe(false)
})

it.each([
  [{ HTTPS_PROXY: 'http://a:1', http_proxy: 'http://b:1' }, 'HTTPS_PROXY', 'http://a:1'],
  [{ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:1' }, 'https_proxy', 'http://b:1'],
  [{ HTTPS_PROXY: 'http://a:1', https_proxy: '' }, 'HTTPS_PROXY', 'http://a:1'],
  [{ https_proxy: 'proxy.example.com:3128' }, 'https_proxy', 'http://proxy.example.com:3128'],
  [{ https_proxy: '10.0.0.1:3128' }, 'https_proxy', 'http://10.0.0.1:3128'],
])('%j has a proxy for https in %s', (env, variable, url) => {
  expect(findProxy(new URL('https://ca.example.com'), env)).toEqual({ variable, url })
})

it.each([
  { http_proxy: 'http://a:1' },
  { https_proxy: 'socks5://a:1' },
  { https_proxy: ' ' },
  { https_proxy: 'http://a:1', no_proxy: 'example.com', NO_PROXY: 'other.com' },
])('%j has no proxy for https', (env) => {
  expect(findProxy(new URL('https://ca.example.com'), env)).toBeUndefined()
})

it('a proxy is named without its user and password', () => {
  const variable = 'https_proxy'
  expect(nameOfProxy({ variable, url: 'http://user:pass@proxy.example.com:3128/' })).toBe(
    'http://proxy.example.com:3128 in https_proxy',
  )
  expect(nameOfProxy({ variable, url: 'http://user:pass@' })).toBe('in https_proxy')
})
