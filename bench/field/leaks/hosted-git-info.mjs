// hosted-git-info 2.8.9: every address that was ever asked for stays in an object, with what was found. Reported in
// npm/hosted-git-info#38; 3.0.0 keeps the newest in an lru-cache, against "unlimited memory consumption", says its changelog.
import hosted from 'hosted-git-info'

export default () => {
  let id = 0
  return () => {
    hosted.fromUrl(`git+https://github.com/team/repository-${id++}.git`)
  }
}
