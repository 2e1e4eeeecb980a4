import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  choosePrivateDirectory,
  chooseSocketDirectory,
  createAttemptDirectory,
  createPrivateDirectory,
  isPrivateDirectory,
  isSocketDirectory,
  removePrivateDirectory,
  temporaryFault,
  writePrivateFile,
} from '../../src/leftovers/private-directory.ts'

let temp: string
beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'private-'))
})
afterEach(() => rmSync(temp, { recursive: true }))

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('the private directory', () => {
  it('lies below the temporary directory of the host, has another name each time, and is not created yet', () => {
    const [one, two] = [1, 2].map(() => choosePrivateDirectory(temp))
    expect(one).toMatch(new RegExp(`^${temp}/remote-buildkit-`))
    expect(one).not.toBe(two)
    expect(existsSync(one as string)).toBe(false)
  })

  it('lets only its owner enter it and read its files, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      const directory = join(temp, 'a')
      await createPrivateDirectory(directory)
      await writePrivateFile(join(directory, 'key.pem'), 'secret')
      expect(modeOf(directory)).toBe('700')
      expect(modeOf(join(directory, 'key.pem'))).toBe('600')
      expect(readFileSync(join(directory, 'key.pem'), 'utf8')).toBe('secret')
    } finally {
      process.umask(before)
    }
  })

  it('does not take over a directory that already exists', async () => {
    const directory = join(temp, 'a')
    await createPrivateDirectory(directory)
    await writePrivateFile(join(directory, 'key.pem'), 'one')
    await expect(createPrivateDirectory(directory)).rejects.toThrow('EEXIST')
    await expect(writePrivateFile(join(directory, 'key.pem'), 'two')).rejects.toThrow('EEXIST')
  })

  it('is removed with its contents, and may be removed twice', async () => {
    const directory = join(temp, 'a')
    await createPrivateDirectory(directory)
    await writePrivateFile(join(directory, 'key.pem'), 'one')
    await removePrivateDirectory(directory)
    expect(existsSync(directory)).toBe(false)
    await removePrivateDirectory(directory)
  })

  it('keeps the files that post still needs', async () => {
    const directory = join(temp, 'a')
    await createPrivateDirectory(directory)
    for (const name of ['key.pem', 'leftovers.jsonl']) {
      await writePrivateFile(join(directory, name), name)
    }
    await removePrivateDirectory(directory, ['leftovers.jsonl'])
    expect(readdirSync(directory)).toEqual(['leftovers.jsonl'])
  })

  it('has a directory for each attempt, which only its owner can enter', () => {
    const attempts = [1, 2, 3].map(() => createAttemptDirectory(temp))
    expect(attempts).toEqual(['1', '2', '3'].map((name) => join(temp, name)))
    expect(attempts.map(modeOf)).toEqual(['700', '700', '700'])
    expect(() => createAttemptDirectory(join(temp, 'none'))).toThrow('ENOENT')
  })
})

describe('a directory for temporary files that', () => {
  it.each([
    ['is not there', 'none', "doesn't exist (ENOENT)"],
    ['is a file', 'file', 'is not a directory (ENOTDIR)'],
  ])('%s: the error names it, not the private directory in it', async (_, name, fault) => {
    writeFileSync(join(temp, 'file'), '')
    const creating = createPrivateDirectory(choosePrivateDirectory(join(temp, name)))
    const message = `${temp}/${name}, the directory for temporary files, ${fault}.`
    await expect(creating).rejects.toThrow(message)
  })
})

describe('the error of a program', () => {
  it.each([
    ['no space left on device', 'is on a full disk (ENOSPC)'],
    ['disk quota exceeded', "is on a disk where this user's quota is used up (EDQUOT)"],
    ['read-only file system', 'is on a read-only file system (EROFS)'],
  ])('tells that of the directory for temporary files: %s', (words, fault) => {
    const directory = choosePrivateDirectory(temp)
    expect(temporaryFault(`write ${directory}/buildx/a: ${words}`, directory)).toBe(
      `${temp}, the directory for temporary files, ${fault}.`,
    )
    expect(temporaryFault(`write /var/lib/buildkit/a: ${words}`, directory)).toBeUndefined()
    expect(temporaryFault(`open ${directory}/a: file exists`, directory)).toBeUndefined()
  })
})

describe('a path', () => {
  it('is a private directory only with the right name, owner and permissions', async () => {
    const directory = choosePrivateDirectory(temp)
    expect(isPrivateDirectory(directory)).toBe(false)
    await createPrivateDirectory(directory)
    expect(isPrivateDirectory(directory)).toBe(true)
    chmodSync(directory, 0o755)
    expect(isPrivateDirectory(directory)).toBe(false)
    const link = choosePrivateDirectory(temp)
    symlinkSync(directory, link)
    expect(isPrivateDirectory(link)).toBe(false)
    const file = choosePrivateDirectory(temp)
    writeFileSync(file, '', { mode: 0o600 })
    expect(isPrivateDirectory(file)).toBe(false)
  })

  it.each(['', '/', '/home', '/tmp/remote-buildkit-x', 'remote-buildkit-1', '/tmp'])(
    'is not a private directory: "%s"',
    (path) => {
      expect(isPrivateDirectory(path)).toBe(false)
    },
  )

  it('is a directory for sockets only with the right name', () => {
    expect(isSocketDirectory(chooseSocketDirectory())).toBe(true)
    for (const path of [
      '/tmp',
      '/tmp/remote-buildkit-0123456',
      '/tmp/remote-buildkit-01234567/..',
    ]) {
      expect(isSocketDirectory(path)).toBe(false)
    }
  })
})
