import { expect, it } from '@jest/globals'
import { hideValues } from '../../src/report/argument-values.ts'

it.each([
  ['RUN echo "world"', ['WHO=world'], 'RUN echo "$WHO"'],
  ['COPY app-1.2.3 /', ['VERSION=1.2.3'], 'COPY app-$VERSION /'],
  ['RUN make -j12 1', ['N=1'], 'RUN make -j12 $N'],
  ['RUN long-value long', ['A=long', 'B=long-value'], 'RUN $B $A'],
  ['RUN from-env', ['HOST'], 'RUN $HOST'],
  ['RUN x', ['EMPTY=', 'UNSET'], 'RUN x'],
  ['RUN a.b axb', ['DOT=a.b'], 'RUN $DOT axb'],
  ['RUN cd domain/main', ['BRANCH=main'], 'RUN cd domain/$BRANCH'],
  ['RUN a/*.js b/*.js', ['GLOB=/*.'], 'RUN a$GLOBjs b$GLOBjs'],
  ['RUN login "s3cr+t$" s3cr+t$x', ['KEY=s3cr+t$'], 'RUN login "$KEY" $KEYx'],
  ['RUN mysql -ps3cr3tpass', ['PASS=s3cr3tpass'], 'RUN mysql -p$PASS'],
  ['RUN 4dead 4deadbeef', ['KEY=4dead'], 'RUN $KEY 4deadbeef'],
])('shows %j, with the arguments %j, as %j', (text, buildArgs, shown) => {
  expect(hideValues(text, buildArgs, { HOST: 'from-env' })).toBe(shown)
})
