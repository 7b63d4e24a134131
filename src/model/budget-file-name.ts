// What is the file of budgets called? Apart from its schema, so that loading the name takes no time.

export const budgetFileName = 'leaklab.budget.json'
