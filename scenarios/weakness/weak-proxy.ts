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
  ask: 'A proxy stands before a document that it holds weakly. What does it say when the document is gone?',
  learn:
    'This proxy passes on what is read from it and throws when its target was collected; to be written to it would need more traps. What comes out of it is strong again: a method taken from it is bound to the target and holds it. A revocable proxy lets go when you call revoke(), not when the collector comes by.',

  leaks: {
    'a method is taken from it': lab => {
      const buttons = new Set<() => number>()
      return () => {
        const document = weakProxy(lab.watch(new Document()))
        buttons.add(document.save)
      }
    },
  },
  collects: {
    'a method is called through it': lab => {
      const buttons = new Set<number>()
      return () => {
        const document = weakProxy(lab.watch(new Document()))
        buttons.add(document.save())
      }
    },
    'asked before and after collection': lab => {
      let earlier: Document | undefined
      let step = 0
      return () => {
        if (++step === 2 && earlier) lab.note(`after a collection: ${save(earlier)}`)
        earlier = weakProxy(lab.watch(new Document()))
        if (step === 1) lab.note(`at once: ${save(earlier)}`)
      }
    },
    'revoked by hand': lab => {
      let held: Document | undefined
      return () => {
        const { proxy, revoke } = Proxy.revocable(lab.watch(new Document()), {})
        revoke()
        if (held === undefined) lab.note(`revoked: ${save(proxy)}`)
        held = proxy
      }
    },
  },
} satisfies Scenario
