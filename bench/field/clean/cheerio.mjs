// cheerio: a document, selectors compiled and forgotten, HTML written again.
import { load } from 'cheerio'

export default () => {
  let page = 0
  return () => {
    const $ = load(`<ul id="list"><li class="a">one</li><li>two ${page++}</li></ul><p>text</p>`)
    $('#list > li:nth-child(2)').addClass('seen').attr('data-page', String(page))
    return $.html().length + $('li.a').text().length
  }
}
