// nunjucks: a template of an environment, with a loop, a macro and filters.
import nunjucks from 'nunjucks'

export default () => {
  const environment = new nunjucks.Environment(null, { autoescape: true })
  const template = nunjucks.compile(
    '{% macro row(o) %}<td>{{ o.name | upper }}</td>{% endmacro %}{% for o in orders %}{{ row(o) }}{{ loop.index }}{% endfor %}',
    environment,
  )
  let id = 0
  return () => template.render({ orders: [{ name: `tea ${id++}` }, { name: 'milk <b>' }] })
}
