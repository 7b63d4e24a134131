// pug: lexed, parsed, generated and compiled to a new function at each step; nothing is cached without `cache`.
import pug from 'pug'

export default () => {
  let id = 0
  return () =>
    pug.render('ul\n  each name in names\n    li(class=name)= name\n  p #{title}', {
      names: ['a', 'b'],
      title: id++,
    })
}
