// A page with a table, listeners and detached rows.
import { JSDOM } from 'jsdom'
import { writeSnapshot } from './write.mjs'

const { window } = new JSDOM('<!doctype html><table></table>')
const { document } = window
const removed = []
for (let at = 0; at < 300; at++) {
  const row = document.createElement('tr')
  row.innerHTML = `<td class="name">row ${at}</td><td><button>open</button></td>`
  row.querySelector('button').addEventListener('click', () => console.log(row.textContent))
  document.querySelector('table').append(row)
  if (at % 3 === 0) {
    row.remove()
    removed.push(row)
  }
}
writeSnapshot()
process.exit()
