import * as xlsx from "xlsx"

export default async function (file: string) {
  return xlsx.readFile(file).SheetNames
}
