// What a test file gets from `@jest/globals`. Each has an instance of this module of its own.
import { globals } from './runner.mts'

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } =
  globals
