import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Builds the admin into dist/admin; `vite` alone serves it and passes /graphql on to the service that ADMIN_API names. */
export default defineConfig(({ mode }) => ({
  root,
  base: '/',
  plugins: [react()],
  build: { outDir: '../dist/admin', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1600 },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/graphql': loadEnv(mode, root, 'ADMIN_')['ADMIN_API'] ?? 'http://127.0.0.1:4000' },
  },
}))
