// Where does leaklab keep what it remembers between two runs? In the platform's folder for the state of applications.
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The path of leaklab's folder there, which may not exist. */
export function stateFolder(
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
  home = homedir(),
): string {
  return join(parentFolder(platform, env, home), 'leaklab')
}

function parentFolder(platform: NodeJS.Platform, env: Environment, home: string): string {
  // An XDG path that is not absolute is to be ignored, says its specification.
  if (env.XDG_STATE_HOME?.startsWith('/')) return env.XDG_STATE_HOME
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return join(home, '.local', 'state')
}
