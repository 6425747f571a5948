import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { model } from '../server/model/index.ts'
import { App } from './App.tsx'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <App model={model} />
  </StrictMode>,
)
