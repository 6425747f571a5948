const OLDEST = { major: 5, minor: 26 }

/** Why a version of Neo4j cannot be used, in a few words; null when it can. Since 2025 the major version is the year. */
export function versionProblem(version: string): string | null {
  const parts = /^(\d+)\.(\d+)/.exec(version)
  const [major = 0, minor = 0] = parts?.slice(1).map(Number) ?? []
  const isOld = major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)
  return isOld ? `is version ${version}; 5.26 LTS or newer is needed` : null
}
