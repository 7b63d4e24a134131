import type { Scenario } from 'leaklab'

class Document {
  pages = new Array(50).fill(0)
  save() {
    return this.pages.length
  }
}

const weakProxy = (target: Document): Document => {
  const ref = new WeakRef(target)
  const get = (_: object, key: keyof Document) => {
    const document = ref.deref()
    if (document === undefined) throw new ReferenceError('the document was collected')
    const value = document[key]
    return typeof value === 'function' ? value.bind(document) : value
  }
  return new Proxy({} as Document, { get } as ProxyHandler<Document>)
}
const save = (document: Document) => {
  try {
    return `${document.save()} pages saved`
  } catch (error) {
    return (error as Error).name
  }
}

export default {
  title: 'Weak proxy',
  ask: 'Buttons use a document through a proxy that holds it weakly. Is the document collected?',
  learn:
    'A method that is read from this proxy is bound to the document, so it is a strong reference to it. A call through the proxy keeps nothing, and throws once the document is collected. Call through the proxy each time and do not store what you read from it; to release a target at a certain moment, use Proxy.revocable().',

  leaks: {
    'method read from the proxy': lab => {
      const buttons = new Set<() => number>()
      return () => {
        const document = weakProxy(lab.watch(new Document()))
        buttons.add(document.save)
      }
    },
  },
  collects: {
    'method called through the proxy': lab => {
      const buttons = new Set<number>()
      return () => {
        const document = weakProxy(lab.watch(new Document()))
        buttons.add(document.save())
      }
    },
    'saved before and after a collection': lab => {
      let earlier: Document | undefined
      let step = 0
      return () => {
        if (++step === 2 && earlier) lab.note(`after a collection: ${save(earlier)}`)
        earlier = weakProxy(lab.watch(new Document()))
        if (step === 1) lab.note(`before a collection: ${save(earlier)}`)
      }
    },
    'proxy revoked': lab => {
      let held: Document | undefined
      return () => {
        const { proxy, revoke } = Proxy.revocable(lab.watch(new Document()), {})
        revoke()
        if (held === undefined) lab.note(`after revoke(): ${save(proxy)}`)
        held = proxy
      }
    },
  },

  lesson: {
    variant: 'method read from the proxy',
    against: 'method called through the proxy',
    because: 'the method that the Set keeps is bound to the document',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'all that is read from a weak proxy is weak, too',
        answer:
          'The proxy is weak, but what it returns is not: a bound function references its `this` value strongly.',
      },
      'closure-keeps-only-mentioned': {
        because: 'the code of the stored method mentions no document',
        answer:
          'A bound function keeps its `this` value, mentioned or not. The proxy made it the document with `value.bind(document)`.',
      },
      'unmentioned-is-unreachable': {
        because: 'no variable refers to the document or its proxy any more',
        answer:
          'The proxy is unreachable, but the document is not: `buttons` holds the bound method, which references the document.',
      },
    },
    highlight: ['weakProxy(lab.watch(new Document()))', 'buttons.add(document.save)'],
  },
} satisfies Scenario
