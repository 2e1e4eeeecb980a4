// What the core needs of the host that runs it: a CI system's runner, a terminal, a test. Each host has an
// adapter that provides these; the core never reads the host's variables or prints its commands.
import type { Writable } from 'node:stream'
import type { DiagnosisCode } from './diagnosis.ts'

/** What one run of the action needs of its host. A function takes the part that it uses, by `Pick`. */
export interface Ports {
  readonly run: RunCommand
  readonly log: Log
  /** The environment of the job, without this action's own inputs. */
  readonly env: NodeJS.ProcessEnv
  /** The private directory of this run: mode 0700, removed after the build. */
  readonly directory: string
  /** Aborted when the job is canceled; its reason is the name of the signal. */
  readonly signal: AbortSignal
  /** The page that explains a code. */
  readonly help: (code: DiagnosisCode) => string
  readonly remedies: Remedies
  /** Hides a text in everything that the host prints from now on. */
  readonly mask: (secret: string) => void
  /**
   * Gives a warning once in a job, however many of its steps have a reason for it.
   *
   * @param name of the warning, of letters, digits, dots and hyphens
   */
  readonly warnOnce: (name: string, message: string) => void
  /**
   * A signed identity of this job for an audience.
   *
   * @throws Error in one line when the host gives none
   */
  readonly identityToken: (audience: string) => Promise<string>
  readonly binaries: BinaryStore
  /**
   * Starts this program once more, as a process that stays to keep a tunnel open: `runKeeper` in
   * connect/tunnel/keeper.ts. Absent where nothing outlives a run.
   */
  readonly keeper?: readonly [file: string, ...args: string[]]
  /** Where the log of a build goes. */
  readonly output: Writable
  /** A fresh fence for the output of one build. */
  readonly fence: () => Fence
  /** Called once nothing is left to remove after this process. */
  readonly needNoPost: () => void
  /**
   * A directory of this user alone for the records of uploads, which outlive the job where this machine does. It need
   * not exist. Absent where nothing outlives a run.
   */
  readonly uploads?: string
  /** Where to keep buildx's progress stream, if debug logging is on. */
  readonly streamFile?: string
}

/** What this host calls the remedies that a hint names: whole sentences, but for `lfs`. */
export interface Remedies {
  /** For a folder or a Dockerfile that isn't there. */
  readonly folder: string
  /** For any other file or folder that isn't there, where the workspace is empty. */
  readonly checkout: string
  /** For submodules that the daemon can't fetch. */
  readonly submodules: string
  /** For files in Git LFS, as a clause without its period. */
  readonly lfs: string
  /** For a registry that refuses a push. */
  readonly signIn: string
}

/** Encloses the output of a build, in which the host must obey no command. Texts are whole lines, or empty. */
export interface Fence {
  readonly open: string
  readonly close: string
  /** The same line without text that the host would obey or fold even inside the fence. */
  readonly harmless: (line: string) => string
}

/** Where programs that were downloaded are kept for later runs. */
export interface BinaryStore {
  /** @returns the file, or undefined when it isn't kept */
  readonly find: (binary: StoredBinary) => Promise<string | undefined>
  /** @returns where the file is to be run from: where it was, if it can't be kept */
  readonly keep: (file: string, binary: StoredBinary & Checked) => Promise<string>
  /** A cache shared between jobs. Absent when there is none, or when it would be useless. */
  readonly openJobCache: (binary: StoredBinary & Checked) => Promise<JobCache | undefined>
  /**
   * Downloads to a file that doesn't exist.
   *
   * @throws DownloadError
   */
  readonly download: (url: string, file: string) => Promise<void>
}

export interface StoredBinary {
  /** Such as `v0.38.2`. */
  readonly version: string
  /** Such as `linux-amd64`. */
  readonly platform: string
  /** The file's name, such as `buildx` or `buildx.exe`. */
  readonly program: string
}

export interface Checked {
  /** SHA-256, in hexadecimal. */
  readonly checksum: string
}

export interface JobCache {
  /** Writes the checked binary to the file. False when the cache doesn't have it, or for any fault. */
  readonly restore: (file: string) => Promise<boolean>
  readonly save: (file: string) => Promise<void>
}

export interface CommandResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a short command to its end without printing anything. Does not reject on a bad exit code. */
export type RunCommand = (
  file: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv },
) => Promise<CommandResult>

export interface Log {
  readonly info: (line: string) => void
  readonly notice: (line: string) => void
  readonly warning: (line: string) => void
  /** Lines in a collapsed group below a title. */
  readonly group: (title: string, lines: readonly string[]) => void
  /** Shown only when debug logging is on. */
  readonly debug: (line: string) => void
}
