import { expect, it } from '@jest/globals'
import { repositoryAddress } from '../../src/text/repository-address.ts'

it.each([
  'https://github.com/acme/app',
  'https://github.com/acme/app.git',
  'https://github.com/acme/app/',
  'https://github.com/acme/app.git/',
  'https://GitHub.com:443/acme/app.git',
  'https://token@github.com/acme/app.git',
  'https://user:p@ss@github.com/acme/app',
  'https://github.com/acme/app.git?ref=refs%2Fheads%2Fmain&subdir=a',
  'https://github.com/acme/app.git#main:folder',
  'git@github.com:acme/app.git',
  'git@github.com:/acme/app.git#main',
  'org-123@GitHub.com:acme/app',
  'ssh://git@github.com/acme/app.git',
  'ssh://git@GITHUB.com:22/acme/app',
  'git+ssh://github.com/acme/app.git',
  'github.com/acme/app.git',
])('%s is the same repository in each form', (text) => {
  expect(repositoryAddress(text)).toBe('https://github.com/acme/app')
})

it.each([
  ['http://Git.example.com:3000/a/b.git', 'http://git.example.com:3000/a/b'],
  ['git://user@Git.example.com/b.git', 'git://git.example.com/b'],
  ['ssh://git@[fd00::1]:2222/b.git', 'https://[fd00::1]/b'],
  ['https://example.com/Acme/App', 'https://example.com/Acme/App'],
  ['https://example.com/app.github', 'https://example.com/app.github'],
  ['https://user:secret@[bad/b.git?x', 'https://[bad/b'],
  ['file:///srv/Git/b.git', 'file:///srv/Git/b'],
  ['/srv/Git/b.git/', '/srv/Git/b'],
  ['docker-image://alpine:3', 'docker-image://alpine:3'],
  ['', ''],
])('%s is shown as %s', (text, address) => {
  expect(repositoryAddress(text)).toBe(address)
})
