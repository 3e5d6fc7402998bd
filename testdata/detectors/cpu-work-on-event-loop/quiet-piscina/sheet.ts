import * as xlsx from "xlsx"

export default async function sheet(file: string) {
  return xlsx.readFile(file).SheetNames
}
