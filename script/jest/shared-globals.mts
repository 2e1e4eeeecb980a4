// What a helper gets from `@jest/globals`. Test files share helpers, so that one could only add tests or
// hooks to the first of them.
export { jestExpect as expect } from '@jest/expect'
