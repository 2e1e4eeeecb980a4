import { describe, expect, it } from '@jest/globals'
import { parseDockerfile } from '../../src/text/dockerfile.ts'

describe('parseDockerfile', () => {
  it('reads stages, flags, continued lines with comments between them, and where they stand', () => {
    const { stages } = parseDockerfile(`# syntax=docker/dockerfile:1
ARG BASE
FROM $BASE AS build

run --mount=type=cache,target=/c \\
  # a comment
  --network=none \\

  make && \\
  make install
FROM scratch
COPY --from=build /a /
`)
    expect(stages).toEqual([
      {
        ...{ base: '$BASE', name: 'build' },
        instructions: [
          {
            ...{ keyword: 'RUN', line: 5, endLine: 10 },
            flags: ['--mount=type=cache,target=/c', '--network=none'],
            text: expect.stringMatching(/^make && +make install$/),
          },
        ],
      },
      {
        base: 'scratch',
        instructions: [
          { keyword: 'COPY', flags: ['--from=build'], text: '/a /', line: 12, endLine: 12 },
        ],
      },
    ])
  })

  it('reads flags without their quotes and escapes', () => {
    const [stage] = parseDockerfile(
      'FROM a\nRUN --mount="type=cache,target=/a b" --mount=type=cache,id=a\\ b make "x"\n',
    ).stages
    expect(stage?.instructions).toMatchObject([
      {
        flags: ['--mount=type=cache,target=/a b', '--mount=type=cache,id=a b'],
        text: 'make "x"',
      },
    ])
  })

  it('reads here-documents as a part of their instruction', () => {
    const [stage] = parseDockerfile(
      'FROM a\nRUN <<EOF bash\nnpm ci\nFROM b\nEOF\nCOPY <<-"X" /x\n\tone\n\tX\nRUN cat <<<word\n',
    ).stages
    expect(
      stage?.instructions.map(({ keyword, line, endLine }) => [keyword, line, endLine]),
    ).toEqual([
      ['RUN', 2, 5],
      ['COPY', 6, 8],
      ['RUN', 9, 9],
    ])
    expect(stage?.instructions[0]?.text).toBe('<<EOF bash\nnpm ci\nFROM b')
  })

  it('follows the escape directive', () => {
    const [stage] = parseDockerfile('# escape=`\nFROM a\nRUN one `\n two\nRUN three \\\n').stages
    expect(stage?.instructions.map(({ line }) => line)).toEqual([3, 5])
  })
})

it.each([
  ["RUN echo 'cout<<x;'", 'within quotes'],
  ['RUN echo $((1<<n))', 'in an expression'],
  ['RUN echo $((1 << n))', 'in an expression with blanks'],
  ['RUN cat <<- EOF', 'with a blank behind the dash'],
  ['RUN echo "a <<b"', 'within double quotes'],
  ['RUN echo -"a <<b c"', 'within quotes behind a dash'],
  ['RUN echo "a\\" <<b"', 'behind an escaped quote within quotes'],
  ["RUN echo don't <<EOF", 'behind a quote that does not end'],
])('%s has no here-document: %s', (line) => {
  const [stage] = parseDockerfile(`FROM a\n${line}\nCOPY a b\n`).stages
  expect(stage?.instructions.map(({ keyword }) => keyword)).toEqual(['RUN', 'COPY'])
})

it('reads here-documents behind an expression that looks like the beginning of one', () => {
  const text = `FROM alpine
RUN echo $((1 << BITS))
COPY <<EOF /app.conf
FROM here
EOF
RUN <<SH
apk add curl
SH
`
  const { stages } = parseDockerfile(text)
  const places = stages.flatMap(({ instructions }) =>
    instructions.map(({ keyword, line, endLine }) => `${keyword} ${line}-${endLine}`),
  )
  expect(places).toEqual(['RUN 2-2', 'COPY 3-5', 'RUN 6-8'])
})

it.each([
  'RUN <<EOF',
  'RUN cat << EOF > /a',
  'RUN cat <<-"EOF" > a',
  "RUN 3<<'EOF' cat",
  'RUN echo \\" <<EOF',
])('%s has one', (line) => {
  const [stage] = parseDockerfile(`FROM a\n${line}\nCOPY a b\nEOF\nADD c d\n`).stages
  expect(stage?.instructions.map(({ keyword }) => keyword)).toEqual(['RUN', 'ADD'])
})

it.each([
  ['here-documents that do not end', 'RUN <<a\n'.repeat(1_000_000)],
  ['an instruction of quotes', `RUN echo << "${'\\"'.repeat(1_000_000)}`],
  ['a directive of spaces', `# escape=x${' '.repeat(1_000_000)}x\u2028`],
])('reads %s, which a search from each of them would not end with', (_, text) => {
  expect(parseDockerfile(`${text}\nFROM a\n`).stages).toHaveLength(1)
})
