// TypeScript's transpileModule: a program, a scanner and an emitter for each call.
import ts from 'typescript'

const source = `
export interface User { id: number; name: string }
export class Users<T extends User> {
  private readonly byId = new Map<number, T>()
  add(user: T): void { this.byId.set(user.id, user) }
  get names(): string[] { return [...this.byId.values()].map(({ name }) => name) }
}
export enum Color { Red, Green = 'green' }
`

export default () => () =>
  ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2020 } }).outputText
