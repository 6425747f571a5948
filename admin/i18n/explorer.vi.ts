export const explorerVi = {}
