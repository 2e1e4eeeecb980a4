const shared = { clearMocks: true }

// Loads test files into Node itself, which takes half of the processor time. All files of a process share the modules.
const native = {
  ...shared,
  testEnvironment: '<rootDir>/script/jest/environment.mts',
  testRunner: '<rootDir>/script/jest/runner.mts',
  transform: {},
}

// Loads all modules again for each test file, as Jest does by itself: helpers of these tests add hooks when
// they are loaded.
const isolated = {
  ...shared,
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }],
  },
}

/** @type {import('jest').Config} */
export default {
  // A limit for hanging tests: a busy machine takes seconds to start a process.
  testTimeout: 60_000,
  projects: [
    {
      ...native,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/__tests__/(?:e2e|kubernetes)/', '\\.slow\\.test\\.ts$'],
    },
    {
      // Tests that take seconds each, as they run openssl, git or a separate process.
      ...native,
      displayName: 'slow',
      testMatch: ['<rootDir>/__tests__/**/*.slow.test.ts'],
    },
    {
      ...isolated,
      displayName: 'e2e',
      testMatch: ['<rootDir>/__tests__/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/script/rig/e2e-setup.ts',
      globalTeardown: '<rootDir>/script/rig/e2e-teardown.ts',
    },
    {
      // Only `script/test kubernetes` runs it: building a cluster takes long the first time.
      ...isolated,
      displayName: 'kubernetes',
      testMatch: ['<rootDir>/__tests__/kubernetes/**/*.test.ts'],
    },
  ],
}
