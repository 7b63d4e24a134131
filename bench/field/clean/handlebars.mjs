// handlebars: a template compiled once with helpers and partials, rendered with something new each time.
import Handlebars from 'handlebars'

export default () => {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('upper', text => text.toUpperCase())
  handlebars.registerPartial('line', '<li>{{upper name}}: {{price}}</li>')
  const render = handlebars.compile('<h1>{{title}}</h1><ul>{{#each orders}}{{> line}}{{/each}}</ul>')
  let id = 0
  return () =>
    render({
      title: `Order ${id++}`,
      orders: [
        { name: 'tea', price: id },
        { name: 'milk', price: 2 },
      ],
    })
}
