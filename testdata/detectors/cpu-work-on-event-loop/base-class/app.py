import openpyxl
from aiohttp import web


class Export:
    def names(self):
        return self.book().sheetnames

    def book(self):
        raise NotImplementedError


class Sheet(Export):
    def book(self):
        return openpyxl.load_workbook("a.xlsx")  # want `openpyxl\.load_workbook processes a document .* GET /names`


async def names(request):
    return web.json_response(Sheet().names())


app = web.Application()
app.router.add_get("/names", names)
