import { describe, expect, it } from '@jest/globals'
import { hideValues } from '../../src/report/argument-values.ts'

describe('hideValues', () => {
  it.each([
    ['RUN echo "world"', ['WHO=world'], 'RUN echo "$WHO"'],
    ['COPY app-1.2.3-rc /', ['VERSION=1.2.3-rc'], 'COPY app-$VERSION /'],
    ['RUN long-value long', ['A=long', 'B=long-value'], 'RUN $B $A'],
    ['RUN from-env', ['HOST'], 'RUN $HOST'],
    ['RUN x', ['EMPTY=', 'UNSET', 'constructor'], 'RUN x'],
    ['RUN a.bc axbc', ['DOT=a.bc'], 'RUN $DOT axbc'],
    ['RUN cd domain/main', ['BRANCH=main'], 'RUN cd domain/$BRANCH'],
    ['RUN mainmain main', ['BRANCH=main'], 'RUN mainmain $BRANCH'],
    ['RUN a/*.js b/*.js', ['GLOB=/*.js'], 'RUN a$GLOB b$GLOB'],
    ['RUN login "s3cr+t$" s3cr+t$x', ['KEY=s3cr+t$'], 'RUN login "$KEY" $KEYx'],
    ['RUN mysql -ps3cr3tpass', ['PASS=s3cr3tpass'], 'RUN mysql -p$PASS'],
    ['RUN 4dead 4deadbeef', ['KEY=4dead'], 'RUN $KEY 4deadbeef'],
  ])('shows %j, with the arguments %j, as %j', (text, buildArgs, shown) => {
    expect(hideValues(text, buildArgs, { HOST: 'from-env' })).toBe(shown)
  })

  it.each([
    ['a number', 'RUN make -j12 1 2026', ['N=1', 'YEAR=2026']],
    ['less than four characters', 'RUN npm ci', ['NAME=npm', 'CI=ci']],
    ['only spaces around it', 'RUN a b', ['A= b ']],
    [
      "one of BuildKit's words",
      '[exit 2/4] RUN make failed to copy file: exit code: 1',
      ['A=exit', 'B=code', 'C=copy'],
    ],
    ['the name of a stage', '[build 2/4] RUN make', ['STAGE=build']],
  ])('does not hide a value that is %s', (_, text, buildArgs) => {
    expect(hideValues(text, buildArgs, {})).toBe(text)
  })

  it('handles a value of a hundred thousand equal characters', () => {
    const value = 'a'.repeat(100_000)
    expect(hideValues(`RUN ${value}`, [`A=${value}`], {})).toBe('RUN $A')
    expect(hideValues(`RUN ${value}`, [`A=${value}b`], {})).toBe(`RUN ${value}`)
  })
})

it('leaves out a password of a URL', () => {
  const name = '[internal] load git source https://user:s3cr3t@host/a.git'
  expect(hideValues(name, [], {})).toBe('[internal] load git source https://host/a.git')
})
