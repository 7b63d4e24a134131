// cls-hooked 4.2.0: a context is stored by the id of each asynchronous resource, and removed by the id of whatever runs
// when that resource goes. Reported in Jeff-Lewis/cls-hooked#9; 4.2.1 removes it by its own id.
import cls from 'cls-hooked'

export default () => {
  const session = cls.createNamespace('request')
  let id = 0
  return () =>
    new Promise(resolve => {
      session.run(() => {
        session.set('id', id++)
        setTimeout(resolve, 0)
      })
    })
}
