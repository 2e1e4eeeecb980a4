// Loads test files into Node itself, which takes half of the processor time. All files of a process share the
// modules of src.
const shared = {
  clearMocks: true,
  testEnvironment: '<rootDir>/script/jest/environment.mts',
  testRunner: '<rootDir>/script/jest/runner.mts',
  transform: {},
}

/** @type {import('jest').Config} */
export default {
  // A limit for hanging tests: a busy machine takes seconds to start a process.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/__tests__/(?:e2e|kubernetes)/', '\\.slow\\.test\\.ts$'],
    },
    {
      // Tests that take seconds each, as they run openssl, git or a separate process.
      ...shared,
      displayName: 'slow',
      testMatch: ['<rootDir>/__tests__/**/*.slow.test.ts'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/__tests__/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/script/rig/e2e-setup.ts',
      globalTeardown: '<rootDir>/script/rig/e2e-teardown.ts',
    },
    {
      // Only `script/test kubernetes` runs it: building a cluster takes long the first time.
      ...shared,
      displayName: 'kubernetes',
      testMatch: ['<rootDir>/__tests__/kubernetes/**/*.test.ts'],
    },
  ],
}
