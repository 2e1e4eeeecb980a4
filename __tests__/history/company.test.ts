import { expect, it } from '@jest/globals'
import { createCompany } from '../../src/history/company.ts'

it('counts the other builds that ran at some moment of a build', () => {
  const company = createCompany()
  company.see({ ref: 'own', createdAt: 100 })
  company.see({ ref: 'running', createdAt: 50 })
  company.see({ ref: 'later', createdAt: 150 })
  company.see({ ref: 'later', createdAt: 150, completedAt: 160 })
  company.see({ ref: 'before', createdAt: 10, completedAt: 90 })
  expect(company.count({ ref: 'own', createdAt: 100 })).toBe(2)
})
